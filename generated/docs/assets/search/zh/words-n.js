specloom("words-n", [["n",[4,6]],["negative_prompt",[4,8]]]);
