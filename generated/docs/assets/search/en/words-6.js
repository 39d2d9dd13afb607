specloom("words-6", [["binary_data_base64",[[4,"body.metadata.binary_data_base64"],[15,"fields.binary_data_base64"]]]]);
