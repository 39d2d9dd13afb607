specloom("words-a", [["aspect_ratio",[4,8,15]],["created_at",[19]],["movement_amplitude",[4,16]]]);
