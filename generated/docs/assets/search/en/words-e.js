specloom("words-e", [["enabled",[12,22]],["err_code",[12,25]],["error",[28,29,36,37]],["external_task_id",[12,16]]]);
