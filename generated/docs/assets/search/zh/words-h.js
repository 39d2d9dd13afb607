specloom("words-h", [["height",[12,14,34]],["horizontal",[12,18]]]);
