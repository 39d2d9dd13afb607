specloom("words-a", [["aspect_ratio",[12,16,23]],["created_at",[27]],["movement_amplitude",[12,24]]]);
