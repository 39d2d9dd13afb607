specloom("words-z", [["zoom",[12,18]]]);
