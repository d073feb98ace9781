-- Files that were written anew hold rows of batches that were before the warehouse began.
DELETE FROM ${staging} WHERE batch < ${first}
