specloom("words-y", [["y",[[4,"body.metadata.1.dynamic_masks.trajectories.y"],[13,"fields.y"]]]]);
