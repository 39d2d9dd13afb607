specloom("words-w", [["watermark_info",[12,16]],["width",[12,14,34]]]);
