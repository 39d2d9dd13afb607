specloom("words-y", [["y",[4,13]]]);
