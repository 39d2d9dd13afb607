specloom("words-6", [["binary_data_base64",[4,15]]]);
