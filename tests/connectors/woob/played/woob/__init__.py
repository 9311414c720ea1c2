"""A woob that is played: names and behaviour that the bridge meets, written for these tests; nothing of woob itself."""
