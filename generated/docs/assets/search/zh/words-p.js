specloom("words-p", [["negative_prompt",[12,16]],["pan",[12,18]],["param",[36,38]],["payload",[12,24,25]],["progress",[27,31]],["prompt",[12,14]]]);
