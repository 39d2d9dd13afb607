specloom("words-b", [["bgm",[12,24]],["binary_data_base64",[12,23]]]);
