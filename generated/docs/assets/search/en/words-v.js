specloom("words-v", [["vertical",[12,18]]]);
