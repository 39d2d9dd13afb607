specloom("words-y", [["y",[12,21]]]);
