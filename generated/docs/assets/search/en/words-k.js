specloom("words-k", [["req_key",[12,23]]]);
