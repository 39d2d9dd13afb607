specloom("words-w", [["watermark_info",[[4,"body.metadata.watermark_info"],[8,"fields.watermark_info"]]],["width",[[4,"body.width"],[6,"fields.width"],[26,"fields.width"]]]]);
