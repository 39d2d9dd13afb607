specloom("words-x", [["x",[4,13]]]);
