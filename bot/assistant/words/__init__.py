"""What is said in answer to each intent: one module per kind of answer, one function per answer."""
