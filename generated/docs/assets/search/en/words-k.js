specloom("words-k", [["req_key",[[4,"body.metadata.req_key"],[15,"fields.req_key"]]]]);
