specloom("words-x", [["x",[12,21]]]);
