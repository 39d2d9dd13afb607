specloom("words-6", [["binary_data_base64",[12,23]]]);
