specloom("words-m", [["dynamic_masks",[4,8]],["mask",[4,12]],["message",[22,27,30]],["metadata",[4,6,20,21]],["mode",[4,6,8]],["model",[4,6,19]],["movement_amplitude",[4,16]],["static_mask",[4,8]]]);
