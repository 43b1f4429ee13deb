print("bmatrix")
