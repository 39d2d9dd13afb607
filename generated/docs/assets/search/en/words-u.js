specloom("words-u", [["callback_url",[12,16,24]],["cover_url",[12,26]],["image_urls",[12,23]],["result_url",[31]],["url",[12,26,28,29]],["user",[12,14]]]);
