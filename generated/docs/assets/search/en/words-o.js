specloom("words-o", [["object",[27]]]);
