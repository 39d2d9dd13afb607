specloom("words-e", [["enabled",[4,14]],["err_code",[17]],["error",[20,21,28,29]],["external_task_id",[4,8]]]);
