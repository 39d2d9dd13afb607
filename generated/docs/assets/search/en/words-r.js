specloom("words-r", [["aspect_ratio",[12,16,23]],["fail_reason",[31]],["req_key",[12,23]],["resolution",[12,24]],["response_format",[12,14]],["result_url",[31]],["roll",[12,18]]]);
