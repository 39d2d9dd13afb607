specloom("words-r", [["aspect_ratio",[4,8,15]],["fail_reason",[23]],["req_key",[4,15]],["resolution",[4,16]],["response_format",[4,6]],["result_url",[23]],["roll",[4,10]]]);
