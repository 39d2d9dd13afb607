specloom("words-v", [["vertical",[[4,"body.metadata.1.camera_control.config.vertical"],[10,"fields.vertical"]]]]);
