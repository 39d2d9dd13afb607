specloom("words-o", [["object",[[19,"fields.object"]]]]);
