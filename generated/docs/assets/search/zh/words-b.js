specloom("words-b", [["bgm",[4,16]],["binary_data_base64",[4,15]]]);
