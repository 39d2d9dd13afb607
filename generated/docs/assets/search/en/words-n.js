specloom("words-n", [["n",[12,14]],["negative_prompt",[12,16]]]);
