specloom("words-k", [["req_key",[4,15]]]);
