specloom("words-h", [["height",[[4,"body.height"],[6,"fields.height"],[26,"fields.height"]]],["horizontal",[[4,"body.metadata.1.camera_control.config.horizontal"],[10,"fields.horizontal"]]]]);
