specloom("words-b", [["bgm",[[4,"body.metadata.bgm"],[16,"fields.bgm"]]],["binary_data_base64",[[4,"body.metadata.binary_data_base64"],[15,"fields.binary_data_base64"]]]]);
