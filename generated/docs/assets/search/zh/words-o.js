specloom("words-o", [["object",[19]]]);
