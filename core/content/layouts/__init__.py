"""How a poster may be laid out: one file a layout, each drawing words on a page in the brand's colours."""
