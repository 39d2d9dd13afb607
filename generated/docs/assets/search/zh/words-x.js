specloom("words-x", [["x",[[4,"body.metadata.1.dynamic_masks.trajectories.x"],[13,"fields.x"]]]]);
