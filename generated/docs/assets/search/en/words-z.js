specloom("words-z", [["zoom",[4,10]]]);
