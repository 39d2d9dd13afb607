specloom("words-d", [["binary_data_base64",[12,23]],["data",[28,30,36,38]],["duration",[12,14,16,24,34]],["dynamic_masks",[12,16]]]);
