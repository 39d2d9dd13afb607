specloom("words-d", [["binary_data_base64",[4,15]],["data",[20,22,28,30]],["duration",[4,6,8,16,26]],["dynamic_masks",[4,8]]]);
