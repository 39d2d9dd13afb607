specloom("words-u", [["callback_url",[4,8,16]],["cover_url",[18]],["image_urls",[4,15]],["result_url",[23]],["url",[18,20,21]],["user",[4,6]]]);
