"""A document goes in; how well the generated clients speak and understand what it says about operations comes out."""
