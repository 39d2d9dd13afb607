specloom("words-p", [["negative_prompt",[4,8]],["pan",[4,10]],["param",[28,30]],["payload",[4,16,17]],["progress",[19,23]],["prompt",[4,6]]]);
