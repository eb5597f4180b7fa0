const a =
    \\b	c
;
