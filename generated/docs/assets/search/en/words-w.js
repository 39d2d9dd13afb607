specloom("words-w", [["watermark_info",[4,8]],["width",[4,6,26]]]);
