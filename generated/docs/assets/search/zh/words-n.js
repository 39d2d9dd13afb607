specloom("words-n", [["n",[[4,"body.n"],[6,"fields.n"]]],["negative_prompt",[[4,"body.metadata.negative_prompt"],[8,"fields.negative_prompt"]]]]);
