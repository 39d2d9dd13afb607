specloom("words-f", [["fail_reason",[31]],["finish_time",[31]],["format",[28,29]],["fps",[12,14,34]],["frames",[12,23]],["response_format",[12,14]]]);
