specloom("words-v", [["vertical",[4,10]]]);
