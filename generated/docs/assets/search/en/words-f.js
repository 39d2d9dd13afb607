specloom("words-f", [["fail_reason",[23]],["finish_time",[23]],["format",[20,21]],["fps",[4,6,26]],["frames",[4,15]],["response_format",[4,6]]]);
