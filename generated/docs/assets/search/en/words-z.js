specloom("words-z", [["zoom",[[4,"body.metadata.1.camera_control.config.zoom"],[10,"fields.zoom"]]]]);
