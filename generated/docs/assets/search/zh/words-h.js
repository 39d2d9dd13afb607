specloom("words-h", [["height",[4,6,26]],["horizontal",[4,10]]]);
